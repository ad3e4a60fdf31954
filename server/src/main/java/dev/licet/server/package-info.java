/// The program: [dev.licet.server.Main] has the commands, [dev.licet.server.serve.Service] wires the running service.
package dev.licet.server;
