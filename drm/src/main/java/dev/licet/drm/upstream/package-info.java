/// How other servers are asked over HTTP, whichever system they are of. Knows neither system.
package dev.licet.drm.upstream;
