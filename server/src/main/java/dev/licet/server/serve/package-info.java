/// The running service: its wiring, and what watches over it while it runs.
package dev.licet.server.serve;
