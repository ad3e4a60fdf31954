package dev.licet.dashboard;

import dev.licet.crypto.Pkcs12;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenFairPlay;
import dev.licet.drm.credential.GivenFile;
import dev.licet.drm.credential.InstalledDerivations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads FairPlay credentials that somebody sent from a browser, by the rules of the command.
final class FairPlayForm {
    private static final int LONGEST_PASSWORD = 1024;
    private static final int MOST_CHESTS = 2;

    private final Hashing hashing;
    private final InstalledDerivations installed;

    FairPlayForm(Hashing hashing, InstalledDerivations installed) {
        this.hashing = hashing;
        this.installed = installed;
    }

    NewFairPlayCredential read(Visit visit, Multipart files) throws BadField {
        Form form = visit.form();
        String derivation = form.required("derivation", "Derivation");
        var ask = new GivenFile("The ASk", form.text("ask").getBytes(StandardCharsets.UTF_8));
        try {
            return new GivenFairPlay(
                            given(files, "certificate", "Certificate"),
                            given(files, "key", "Private key"),
                            opened(visit, given(files, "chest", "PKCS#12 file")),
                            ask,
                            derivation)
                    .checkedFor(visit.environment(), installed);
        } catch (BadCredential bad) {
            throw new BadField(BadField.sentence(bad.getMessage()));
        }
    }

    private static List<GivenFile> given(Multipart files, String field, String label) {
        var given = new ArrayList<GivenFile>();
        for (byte[] bytes : files.files(field)) given.add(new GivenFile(label + " " + (given.size() + 1), bytes));
        return given;
    }

    /// Whoever made a file has said how long it takes to try its password.
    private List<Pkcs12.Entry> opened(Visit visit, List<GivenFile> chests) throws BadField, BadCredential {
        if (chests.isEmpty()) return List.of();
        if (chests.size() > MOST_CHESTS) throw new BadField("PKCS#12: at most " + MOST_CHESTS + " files.");
        SecretBytes password = password(visit.form());
        return hashing.of(visit.asker(), () -> opened(password, chests));
    }

    private static SecretBytes password(Form form) throws BadField {
        String typed = form.parameters().first("password").orElse("");
        if (typed.length() > LONGEST_PASSWORD) {
            throw new BadField("Password: at most " + LONGEST_PASSWORD + " characters.");
        }
        return SecretBytes.taking(typed.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Pkcs12.Entry> opened(SecretBytes password, List<GivenFile> chests) throws BadCredential {
        try {
            var all = new ArrayList<Pkcs12.Entry>();
            for (GivenFile file : chests) all.addAll(file.chest(password));
            return all;
        } finally {
            password.wipe();
        }
    }
}
