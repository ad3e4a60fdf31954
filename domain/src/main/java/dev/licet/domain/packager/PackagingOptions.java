package dev.licet.domain.packager;

import java.util.ArrayList;

/// What is set for the packagers of an account in one environment.
///
/// @param origin where their keys come from
/// @param skd    how FairPlay playlists name a key
/// @param tracks what licenses and manifests demand for each kind of track
public record PackagingOptions(KeyOrigin origin, SkdForm skd, TrackRules tracks) {
    /// What an account has that has not chosen anything.
    public static final PackagingOptions DEFAULT = new PackagingOptions(KeyOrigin.OFF, SkdForm.KID, TrackRules.DEFAULT);

    /// What is not as before, in words, such as `origin seed (was off)`; empty when all is.
    public String changesFrom(PackagingOptions before) {
        var changes = new ArrayList<String>();
        if (origin != before.origin) changes.add("origin " + origin.word() + " (was " + before.origin.word() + ")");
        if (skd != before.skd) changes.add("skd " + skd.word() + " (was " + before.skd.word() + ")");
        var rules = new ArrayList<>(tracks.words());
        rules.removeAll(before.tracks.words());
        changes.addAll(rules);
        return String.join("; ", changes);
    }

    /// The same with another origin.
    public PackagingOptions from(KeyOrigin other) {
        return new PackagingOptions(other, skd, tracks);
    }
}
