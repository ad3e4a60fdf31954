package dev.licet.server.admin;

import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.server.admin.view.FairPlayPage;
import dev.licet.server.credential.BadCredential;
import dev.licet.server.credential.GivenFairPlay;
import dev.licet.server.credential.GivenFile;
import dev.licet.server.http.Reply;
import dev.licet.storage.FairPlayEntry;
import dev.licet.storage.NewFairPlayCredential;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// FairPlay credentials of an account in one environment. A private key or an ASk goes in and never comes out.
final class FairPlayPages {
    private final DashboardWorld world;

    FairPlayPages(DashboardWorld world) {
        this.world = world;
    }

    Reply show(Visit visit) {
        return visit.page("fairplay", new FairPlayPage(visit.frame("FairPlay"), entries(visit)));
    }

    private List<FairPlayEntry> entries(Visit visit) {
        return world.administration().fairPlay().list().stream()
                .filter(entry -> entry.environment() == visit.environment())
                .filter(entry ->
                        entry.account().filter(visit.accountId()::equals).isPresent())
                .toList();
    }

    private Optional<FairPlayEntry> chosen(Visit visit) {
        String number = visit.form().text("number");
        return entries(visit).stream()
                .filter(entry -> Long.toString(entry.id()).equals(number))
                .findFirst();
    }

    Reply add(Visit visit) throws BadField {
        Optional<Multipart> files = Multipart.read(visit.request());
        if (files.isEmpty()) throw new BadField("Please choose the files again.");
        NewFairPlayCredential credential = read(visit, files.get());
        world.auditHalf(visit, "add FairPlay credentials", "derivation " + credential.derivation());
        BadField.done(world.administration().fairPlay().add(visit.accountId(), visit.environment(), credential));
        return visit.after(Note.CREDENTIALS_ADDED);
    }

    private static NewFairPlayCredential read(Visit visit, Multipart files) throws BadField {
        String derivation = visit.form().required("derivation", "Derivation");
        var ask = new GivenFile("The ASk", visit.form().text("ask").getBytes(StandardCharsets.UTF_8));
        var given = new GivenFairPlay(
                given(files, "certificate", "Certificate"), given(files, "key", "Private key"), ask, derivation);
        try {
            return given.checkedFor(visit.environment());
        } catch (BadCredential bad) {
            throw new BadField(bad.getMessage() + ".");
        }
    }

    private static List<GivenFile> given(Multipart files, String field, String label) {
        var given = new ArrayList<GivenFile>();
        for (byte[] bytes : files.files(field)) given.add(new GivenFile(label + " " + (given.size() + 1), bytes));
        return given;
    }

    Reply remove(Visit visit) throws BadField {
        FairPlayEntry entry = chosen(visit).orElseThrow(() -> new BadField("There are no such credentials."));
        world.auditHalf(visit, "remove FairPlay credentials", "number " + entry.id());
        BadField.done(world.administration().fairPlay().remove(entry.id()));
        return visit.after(Note.CREDENTIALS_REMOVED);
    }

    Reply certificate(Visit visit) {
        Optional<FairPlayCredential> credential = chosen(visit)
                .flatMap(entry ->
                        world.database().fairPlayCredentials().of(visit.accountId(), visit.environment()).stream()
                                .filter(known -> known.id() == entry.id())
                                .findFirst());
        return credential.map(FairPlayPages::download).orElseGet(Pages::notFound);
    }

    private static Reply download(FairPlayCredential credential) {
        return Pages.guarded(Reply.of(200, "application/octet-stream", credential.certificate()))
                .with("Content-Disposition", "attachment; filename=\"fairplay-" + credential.id() + ".cer\"");
    }
}
