/// FairPlay credentials, whom the embedded Widevine back end trusts, and which license servers answer other devices.
package dev.licet.storage.credential;
