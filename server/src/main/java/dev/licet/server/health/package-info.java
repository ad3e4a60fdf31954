/// Whether this node can do its work: a list of named checks, which the wiring makes and `/health/ready` shows.
package dev.licet.server.health;
