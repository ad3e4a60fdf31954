package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.IpLiteral;
import dev.licet.domain.Refusal;
import java.util.Optional;

/// Parameters that belong to another DRM system but whose codes stand in the published lists of this one. They
/// do nothing here; when one is sent with a bad value, its code is raised, so that a caller's mistake is not
/// swallowed.
final class ReservedFields {
    private static final int HIGHEST_LEVEL = 999;

    private ReservedFields() {}

    /// What belongs to another system is checked as published; the profile `current` ignores it, with a lint.
    static void check(TokenDraft draft) throws BadParameter {
        Fields fields = draft.fields();
        ipAddress(fields);
        if (draft.drm() == Drm.FAIRPLAY) tokenType(fields);
        switch (draft.asked().options().profile()) {
            case PUBLISHED -> {
                if (draft.drm() != Drm.PLAYREADY) ofOtherSystems(fields, draft.drm());
            }
            case CURRENT -> {}
        }
    }

    private static void ofOtherSystems(Fields fields, Drm drm) throws BadParameter {
        rightsType(fields, drm);
        rental(fields);
        outputControls(fields);
        if (drm != Drm.FAIRPLAY) fields.seconds("rentalDuration", Refusal.RENTAL_DURATION);
    }

    private static void ipAddress(Fields fields) throws BadParameter {
        Optional<String> text = fields.text("ipAddress", Refusal.IP_ADDRESS);
        if (text.isPresent() && !IpLiteral.isV4(text.get()) && !IpLiteral.isV6(text.get())) {
            throw BadParameter.of("ipAddress", Refusal.IP_ADDRESS, "ipAddress is no IPv4 or IPv6 address");
        }
    }

    private static void rightsType(Fields fields, Drm drm) throws BadParameter {
        Optional<String> text = fields.text("rightsType", Refusal.RIGHTS_TYPE_INVALID);
        if (text.isEmpty()) return;
        if (drm == Drm.FAIRPLAY && text.get().isEmpty()) {
            throw BadParameter.of("rightsType", Refusal.RIGHTS_TYPE_MISSING, "rightsType has no value");
        }
        boolean known = text.get().equals("BuyToOwn") || text.get().equals("Rental");
        if (drm == Drm.FAIRPLAY && !known) {
            throw BadParameter.of(
                    "rightsType", Refusal.RIGHTS_TYPE_INVALID, "rightsType is neither BuyToOwn nor Rental");
        }
        if (text.get().equals("Rental") && !fields.has("rental.periodEndTime")) {
            throw BadParameter.of(
                    "rental.periodEndTime", Refusal.RENTAL_PERIOD_END_MISSING, "rightsType is Rental without an end");
        }
    }

    private static void rental(Fields fields) throws BadParameter {
        Optional<String> text = fields.text("rental.playDuration", Refusal.RENTAL_PLAY_DURATION_INVALID);
        if (text.isPresent() && text.get().isEmpty()) {
            throw BadParameter.of(
                    "rental.playDuration", Refusal.RENTAL_PLAY_DURATION_MISSING, "rental.playDuration has no value");
        }
        fields.seconds("rental.playDuration", Refusal.RENTAL_PLAY_DURATION_INVALID);
    }

    private static void outputControls(Fields fields) throws BadParameter {
        for (String name : PlayReadyFields.LEVELS) {
            fields.number(name, 0, HIGHEST_LEVEL, Refusal.OUTPUT_CONTROL_RANGE);
        }
        fields.secret("outputControlFlags", 4, Refusal.OUTPUT_CONTROL_FLAG_LENGTH, Refusal.OUTPUT_CONTROL_FLAGS);
    }

    private static void tokenType(Fields fields) throws BadParameter {
        Optional<String> text = fields.text("tokenType", Refusal.FP_TOKEN_TYPE);
        if (text.isPresent() && !text.get().equals("fp")) {
            throw BadParameter.of("tokenType", Refusal.FP_TOKEN_TYPE, "tokenType is not fp");
        }
    }
}
