/// The event log: one line for each token issued or refused and each license given or refused.
package dev.licet.domain.record;
