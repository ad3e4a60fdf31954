/// What the paths mean: token requests, redemption, certificates, records, health.
///
/// [Api] finds the route and adds what browsers need; an endpoint turns a request into a call of the domain and the
/// outcome into a reply. Refusals become HTTP in one place, [Translator], and text in one place, [ProblemPrinter].
package dev.licet.server.api;
