/// How other servers are asked over HTTP, whichever system they are of. Knows none of them.
package dev.licet.drm.upstream;
