/** The rules for `CloudFormationValidatePlugin`, with those of the profiles named. */
export declare function rules(...profiles: ('pedantic' | 'strict')[]): { name: string; content: string }[];
