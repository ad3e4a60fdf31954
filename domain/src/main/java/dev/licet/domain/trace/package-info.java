/// The steps of a request, by name, for whoever follows it. Nothing here knows how a trace is kept or where it goes.
package dev.licet.domain.trace;
