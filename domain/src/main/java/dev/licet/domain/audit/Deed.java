package dev.licet.domain.audit;

/// Something that was done, or was to be done.
///
/// @param actor  who
/// @param verb   what
/// @param target to whom or what
/// @param ending what became of it
public record Deed(Actor actor, Verb verb, Target target, Ending ending) {}
