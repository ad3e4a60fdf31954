package dev.licet.dashboard;

import dev.licet.crypto.Pkcs12;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.NewFairPlayCredential;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenFairPlay;
import dev.licet.drm.credential.GivenFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Reads FairPlay credentials that somebody sent from a browser, by the rules of the command.
final class FairPlayForm {
    private static final int LONGEST_PASSWORD = 1024;
    private static final int CHESTS_AT_ONCE = 2;
    private static final int MOST_CHESTS = 2;

    private final Semaphore room = new Semaphore(CHESTS_AT_ONCE);

    NewFairPlayCredential read(Form form, Multipart files, Environment environment) throws BadField {
        String derivation = form.required("derivation", "Derivation");
        var ask = new GivenFile("The ASk", form.text("ask").getBytes(StandardCharsets.UTF_8));
        try {
            return new GivenFairPlay(
                            given(files, "certificate", "Certificate"),
                            given(files, "key", "Private key"),
                            opened(form, given(files, "chest", "PKCS#12 file")),
                            ask,
                            derivation)
                    .checkedFor(environment);
        } catch (BadCredential bad) {
            throw new BadField(BadField.sentence(bad.getMessage()));
        }
    }

    private static List<GivenFile> given(Multipart files, String field, String label) {
        var given = new ArrayList<GivenFile>();
        for (byte[] bytes : files.files(field)) given.add(new GivenFile(label + " " + (given.size() + 1), bytes));
        return given;
    }

    /// Whoever made a file has said how long it takes to try its password: few are tried together, and nobody waits.
    private List<Pkcs12.Entry> opened(Form form, List<GivenFile> chests) throws BadField, BadCredential {
        if (chests.isEmpty()) return List.of();
        if (chests.size() > MOST_CHESTS) throw new BadField("PKCS#12: at most " + MOST_CHESTS + " files.");
        if (!room.tryAcquire()) throw new BadField("PKCS#12: others are sending such files. Please try again.");
        try {
            return opened(password(form), chests);
        } finally {
            room.release();
        }
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
