/** The rules for `CloudFormationValidatePlugin`, with those of the profiles named. */
export declare function rules(...profiles: ("cost" | "pedantic" | "security" | "strict")[]): { name: string; content: string }[];
