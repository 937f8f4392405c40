"""Manifests of ACK: names as their CRDs write them, lists, placeholders, and what Kubernetes would drop."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import generated
from generated import sagemaker
from generated.__main__ import SERVICES
from tests.preflight_harness import check, checked, run

HEAD = "apiVersion: shop.services.k8s.aws/v1alpha1\nkind: {0}\nmetadata: {{name: n{1}}}\nspec: "
STORE, ITEM = HEAD.format("Store", ""), HEAD.format("Item", "")


def _rules(folder: Path, text: str) -> list[str]:
    return sorted(found["rule"] for found in checked(folder, "a.yaml", text).findings)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (STORE + "{storeName: a, kind_: OPEM}", ["enum"]),
        (STORE + "{storeName: a, kind_: OPEN, open: true, area: 1.5}", []),
        (STORE + "{storeName: a, layout: {columns: 0}}", ["min-value"]),
        (STORE + "{}", ["required"]),
        (STORE + "{storeName: a, shape: round}", ["unknown-member"]),
        (STORE + "{StoreName: a}", ["kubernetes-member"]),
        (STORE + "{storeName: a, kind: OPEN}", ["kubernetes-member"]),
        (STORE + "{storeName: a, layout: {columns: 1, mode: FREE}}", ["kubernetes-member"]),
        (STORE + "{storeName: a, tags: [{key: k, value: v}]}", ["kubernetes-member"]),
        (ITEM + "{itemID: a_b, storeName: s}", ["pattern"]),
        (ITEM + '{itemID: $NAME, storeName: <store>, price: "${PRICE}"}', []),
        (ITEM + "{itemID: a_$NAME, storeName: s}", ["pattern"]),
        (STORE.replace("v1alpha1", "v2") + "{}", ["unknown-operation"]),
        (STORE.replace("shop.", "market.") + "{}", ["unknown-operation"]),
        (HEAD.format("Shelf", "") + "{}", []),
    ],
)
def test_members_in_the_names_of_the_crd(tmp_path: Path, text: str, rules: list[str]) -> None:
    assert _rules(tmp_path, text) == rules


def test_messages_have_the_names_of_the_crd(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(ITEM + "{itemID: a, colour: red}\n")
    out = run("preflight", str(tmp_path / "a.yaml")).out
    assert "storeName" in out
    assert "colour" in out
    assert "StoreName" not in out
    assert "Colour" not in out
    assert "CreateItem Item/n" in out


def test_documents_and_lists_join_and_others_are_nobodys_business(tmp_path: Path) -> None:
    store, item = "{storeName: s, kind_: CLOSED}", "{itemID: i, storeName: s}"
    other = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: b}\n"
    assert _rules(tmp_path, f"{other}---\n{STORE}{store}\n---\n{ITEM}{item}\n---\n{other}") == ["item-store-closed"]
    version = "shop.services.k8s.aws/v1alpha1"
    items = [
        {"apiVersion": version, "kind": "Store", "spec": {"storeName": "s", "kind_": "CLOSED"}},
        {"apiVersion": version, "kind": "Item", "spec": {"itemID": "i", "storeName": "s"}},
        {"apiVersion": "v1", "kind": "Secret"},
    ]
    nested = {"apiVersion": "v1", "kind": "List", "items": [{"kind": "ItemList", "items": items}]}
    assert [found["rule"] for found in checked(tmp_path, "a.json", json.dumps(nested)).findings] == [
        "item-store-closed"
    ]
    (tmp_path / "a.json").unlink()
    (tmp_path / "a.yaml").write_text(STORE + store)
    (tmp_path / "b.yaml").write_text(ITEM + item)
    assert [found["rule"] for found in check(str(tmp_path)).findings] == ["item-store-closed"]


def test_regions_are_apart_and_adopted_objects_lack_nothing(tmp_path: Path) -> None:
    regions = ("{name: n, annotations: {services.k8s.aws/region: eu-west-1}}", "{name: n}")
    texts = [f"{STORE.replace('{name: n}', where)}{{storeName: s, kind_: CLOSED}}" for where in regions]
    item = f"\n---\n{ITEM}{{itemID: i, storeName: s}}"
    assert [_rules(tmp_path, text + item) for text in texts] == [[], ["item-store-closed"]]
    adopted = ITEM.replace("{name: n}", "{name: n, annotations: {services.k8s.aws/adoption-policy: adopt}}")
    assert _rules(tmp_path, adopted + "{price: -1}") == ["min-value"]
    assert _rules(tmp_path, adopted.replace("adopt}", "adopt-or-create}") + "{itemID: a}") == ["required"]


def test_patches_of_a_kustomization_lack_nothing(tmp_path: Path) -> None:
    (tmp_path / "store.yaml").write_text(STORE + "{storeName: s, kind_: CLOSED}")
    (tmp_path / "item.yaml").write_text(ITEM + "{itemID: i, storeName: t}")
    (tmp_path / "patch.yaml").write_text(STORE + "{kind_: OPEM, layout: {rows: 1, mode_: x}, tags: [{value: v}]}")
    listed = "resources: [store.yaml, item.yaml]\n"
    (tmp_path / "kustomization.yaml").write_text(listed + "patches:\n- {path: ./patch.yaml}\n- {patch: text}\n")
    found = sorted(one["rule"] for one in check(str(tmp_path)).findings)
    assert found == ["enum", "kubernetes-member", "required", "unknown-member"]
    (tmp_path / "kustomization.yaml").write_text(listed + "patchesStrategicMerge: [patch.yaml]\n")
    assert sorted(one["rule"] for one in check(str(tmp_path)).findings) == found
    (tmp_path / "kustomization.yaml").write_text("resources: [patch.yaml]\npatches: 1\n")
    assert "required" in {one["rule"] for one in check(str(tmp_path / "patch.yaml")).findings}


def test_annotations_and_comments_silence(tmp_path: Path) -> None:
    quiet = STORE.replace("{name: n}", '{name: n, annotations: {botoforge.io/ignore: "enum, kubernetes-member"}}')
    assert _rules(tmp_path, quiet + "{StoreName: a, kind_: OPEM}") == []
    assert _rules(tmp_path, quiet + "{StoreName: a, kind_: OPEN}") == ["unused-ignore"]
    assert _rules(tmp_path, STORE + "{storeName: a, kind_: OPEM}  # botoforge: ignore[enum]") == []


def test_the_names_are_those_of_members_and_what_a_crd_lacks_exists_in_the_api() -> None:
    facts = sagemaker.preflight_facts()["doors"]["kubernetes"]
    for entry in facts["kinds"].values():
        for path in entry.get("absent", ()):
            schema = sagemaker.schema(entry["operation"])
            place = schema
            for part in path.split("."):
                while "$ref" in place:
                    place = schema["$defs"][place["$ref"].rpartition("/")[2]]
                place = place["items"] if part == "*" else place["properties"][part]
    text = json.dumps([sagemaker.schema(entry["operation"]) for entry in facts["kinds"].values()])
    assert [wire for wire in facts["names"].values() if f'"{wire}"' not in text] == []


def test_keys_of_maps_are_data(tmp_path: Path) -> None:
    text = (
        "apiVersion: sagemaker.services.k8s.aws/v1alpha1\nkind: Model\nmetadata: {name: m}\nspec:\n  modelName: m\n"
        "  executionRoleARN: arn:aws:iam::123456789012:role/r\n  primaryContainer:\n    image: a/b:1\n"
        "    environment: {modelDataURL: x, type_: y, lower: z}\n"
    )
    package = {"package": generated.__name__, "services": SERVICES}
    assert checked(tmp_path, "m.yaml", text, **package).findings == []
