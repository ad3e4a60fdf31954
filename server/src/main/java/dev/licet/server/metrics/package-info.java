/// What `/metrics` shows: how many tokens, licenses and refusals there were, how long answers took, what waits for
/// the ledger and in the lanes, and the process itself.
///
/// Everything about requests is read off requests and answers in one place
/// ([dev.licet.server.metrics.Measured]), so a new endpoint cannot be forgotten. The rest is read from its
/// sources when the page is requested. No label ever holds an account, a cookie, a key id or anything else that
/// a caller chose: labels come from small fixed sets.
package dev.licet.server.metrics;
