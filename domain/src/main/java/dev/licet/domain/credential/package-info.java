/// What an operator brings so that devices accept our answers: FairPlay credentials and Widevine certificates.
package dev.licet.domain.credential;
