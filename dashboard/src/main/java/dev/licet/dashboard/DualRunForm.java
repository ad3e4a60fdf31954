package dev.licet.dashboard;

import dev.licet.dashboard.view.SignersPage;
import dev.licet.domain.credential.DualRun;
import dev.licet.domain.credential.DualRun.Leader;
import dev.licet.drm.credential.BadCredential;
import dev.licet.storage.credential.SignerOverview;

/// Where else the requests of a signer are to go, as somebody typed it.
record DualRunForm(Form form) {
    DualRun read() throws BadField {
        Leader leader = Leader.named(form.text("leader")).orElseThrow(() -> new BadField("Leader: please choose one."));
        try {
            return new DualRun(UpstreamAddress.of(form), leader);
        } catch (IllegalArgumentException | BadCredential wrong) {
            throw UpstreamAddress.refused(wrong);
        }
    }

    /// What was just refused, so that it can be mended, or else what is set. An address of the page fills in nothing.
    static SignersPage.Typed typed(Visit visit, SignerOverview entry) {
        Form form = visit.form();
        boolean refused = visit.problem().isPresent() && form.text("action").equals("send");
        if (refused && form.text("name").equals(entry.name())) {
            return new SignersPage.Typed(form.text("url"), form.text("leader"));
        }
        return entry.dualRun()
                .map(run ->
                        new SignersPage.Typed(run.url().toString(), run.leader().word()))
                .orElseGet(() -> new SignersPage.Typed("", Leader.THEIRS.word()));
    }
}
