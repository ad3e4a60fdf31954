/// SPEKE 1.0, 2.0 and 2.1: the packager sends a CPIX document with gaps, and gets the same document with the
/// gaps filled (reference: speke-cpix.md 1 to 8).
///
/// [CopyProtection] is the door. [RequestReader] reads a document and checks it in the order of the reference,
/// [ContractRules] its encryption contract; the provider is asked for all keys at once; [AnswerWriter] fills the gaps.
package dev.licet.keys.speke;
