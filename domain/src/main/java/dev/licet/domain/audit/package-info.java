/// The audit trail: what people and programs did to an installation, and what became of it.
///
/// Whoever changes something tells an [Audit][dev.licet.domain.audit.Audit] once it is known how it ended. What
/// is told is a [Deed][dev.licet.domain.audit.Deed]: who, what, to whom, and the ending. No part of it is ever
/// a secret.
package dev.licet.domain.audit;
