/// The audit trail: one chain of lines for all nodes.
package dev.licet.storage.audit;
