/// Traces: whose requests ours are part of, and spans for a collector where one is configured (decision 023).
///
/// A span says endpoint, environment, DRM system, status, published code and request id. It never has a
/// target, a header field, a body, a message of an exception, an account or a key id.
package dev.licet.server.trace;
