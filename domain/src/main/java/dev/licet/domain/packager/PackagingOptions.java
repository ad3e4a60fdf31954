package dev.licet.domain.packager;

/// What is set for the packagers of an account in one environment.
///
/// @param origin where their keys come from
/// @param skd    how FairPlay playlists name a key
/// @param tracks what licenses and manifests demand for each kind of track
public record PackagingOptions(KeyOrigin origin, SkdForm skd, TrackRules tracks) {
    /// What an account has that has not chosen anything.
    public static final PackagingOptions DEFAULT = new PackagingOptions(KeyOrigin.OFF, SkdForm.KID, TrackRules.DEFAULT);

    /// The same with another origin.
    public PackagingOptions from(KeyOrigin other) {
        return new PackagingOptions(other, skd, tracks);
    }
}
