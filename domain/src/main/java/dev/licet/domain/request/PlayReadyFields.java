package dev.licet.domain.request;

import dev.licet.domain.Ascii;
import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.TrackRule;
import dev.licet.domain.packager.TrackRule.PlayReadyRule;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.PlayReadyRules.Algorithm;
import dev.licet.domain.token.PlayReadyRules.KeyRules;
import dev.licet.domain.token.PlayReadyRules.OutputLevels;
import dev.licet.domain.token.PlayReadyRules.Purchase;
import dev.licet.domain.token.PlayReadyRules.UnknownOutputs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The parameters that only PlayReady has (reference: token-api.md 7), in the order of token-api.md 16, steps 3
/// and 6.
final class PlayReadyFields {
    static final String RIGHTS_TYPE = "rightsType";
    static final String PERIOD_END = "rental.periodEndTime";
    static final String PLAY_DURATION = "rental.playDuration";
    /// In the order of [OutputLevels].
    static final List<String> LEVELS = List.of(
            "analogVideoOPL",
            "compressedDigitalAudioOPL",
            "compressedDigitalVideoOPL",
            "uncompressedDigitalAudioOPL",
            "uncompressedDigitalVideoOPL");
    static final String SECURITY_LEVEL = "minCertSecurityLevel";
    static final String ALGORITHM = "algId";
    static final String UNKNOWN_OUTPUTS = "unknownOutputBehavior";
    static final String OUTPUT_CONTROLS = "outputControlFlags";

    private static final String FLAGS = "generalFlags";
    private static final int HIGHEST_LEVEL = 999;
    private static final int DEVICE_ID_DIGITS = 32;
    private static final int FLAG_BYTES = 4;
    /// The security level that a request without one demands: that of certified clients, so that no test client
    /// is served by default.
    private static final int USUAL_SECURITY_LEVEL = 2000;
    /// What fits a token: early in the year 2106.
    private static final long LATEST_SECOND = 0xffff_ffffL;

    private PlayReadyFields() {}

    /// Whether the device may keep the license. A rental that it may not keep is refused, as published.
    static boolean persistent(Fields fields) throws BadParameter {
        String text = fields.text(FLAGS, Refusal.GENERAL_FLAGS).orElse("0000");
        boolean persistent = text.equals("00000001");
        if (!persistent && !text.equals("0000") && !text.equals("00000000")) {
            throw BadParameter.of(FLAGS, Refusal.GENERAL_FLAGS, FLAGS + " must be 00000000 or 00000001")
                    .hint("Send " + FLAGS + "=00000001 for a license to keep, 00000000 for one that is not kept.");
        }
        boolean rental = fields.parameters().first(RIGHTS_TYPE).equals(Optional.of(Purchase.RENTAL.word()));
        if (rental && !persistent) {
            throw BadParameter.of(FLAGS, Refusal.GENERAL_FLAGS, "a rental must be persistent")
                    .hint("Send generalFlags=00000001 with rightsType=Rental.");
        }
        return persistent;
    }

    /// The one device that the token is for, by its name in the records of the account.
    static void device(TokenDraft draft) throws BadParameter {
        for (String name : List.of("deviceId", "deviceid")) {
            Optional<String> text = draft.fields().text(name, Refusal.DEVICE_ID);
            if (text.isEmpty()) continue;
            if (text.get().length() != DEVICE_ID_DIGITS) {
                throw BadParameter.of(name, Refusal.DEVICE_ID_LENGTH, name + " is not 32 characters long");
            }
            if (!Fields.isHex(text.get())) {
                throw BadParameter.of(name, Refusal.DEVICE_ID, name + " has characters that are not hexadecimal");
            }
            String device = Ascii.lower(text.get());
            if (draft.device.filter(other -> !other.equals(device)).isPresent()) {
                throw BadParameter.of(name, Refusal.DEVICE_ID, "deviceId and deviceid name two devices")
                        .hint("Send deviceId alone.");
            }
            draft.device = Optional.of(device);
        }
    }

    /// `rightsType`, and what belongs to a rental.
    static void rights(TokenDraft draft) throws BadParameter {
        if (draft.drm() != Drm.PLAYREADY) return;
        Fields fields = draft.fields();
        String text = fields.filled(RIGHTS_TYPE, Refusal.RIGHTS_TYPE_INVALID).orElseThrow(() -> BadParameter.of(
                        RIGHTS_TYPE, Refusal.RIGHTS_TYPE_MISSING, RIGHTS_TYPE + " was not sent")
                .hint("Send rightsType=BuyToOwn or rightsType=Rental."));
        draft.purchase = Stream.of(Purchase.values())
                .filter(purchase -> purchase.word().equals(text))
                .findFirst()
                .orElseThrow(() -> BadParameter.of(
                        RIGHTS_TYPE, Refusal.RIGHTS_TYPE_INVALID, RIGHTS_TYPE + " is neither BuyToOwn nor Rental"));
        if (draft.purchase == Purchase.RENTAL) {
            draft.rentalEnd = Optional.of(periodEnd(draft));
            draft.playbackDuration = playDuration(fields);
        }
    }

    private static Instant periodEnd(TokenDraft draft) throws BadParameter {
        Instant now = draft.asked().now();
        Optional<String> text = draft.fields().filled(PERIOD_END, Refusal.RENTAL_PERIOD_END_MISSING);
        if (text.isEmpty()) throw badEnd("a rental needs " + PERIOD_END);
        Instant end = ExpirationField.parse(text.get(), now)
                .orElseThrow(() -> badEnd(PERIOD_END + " is neither a time with a Z nor + and seconds"));
        if (!end.isAfter(now)) throw badEnd(PERIOD_END + " is over; the server's time is " + now);
        if (end.getEpochSecond() > LATEST_SECOND) throw badEnd(PERIOD_END + " is too far ahead");
        return end;
    }

    private static BadParameter badEnd(String reason) {
        return BadParameter.of(PERIOD_END, Refusal.RENTAL_PERIOD_END_MISSING, reason)
                .hint("Send UTC with a Z, or %2B and the seconds from now.");
    }

    private static Optional<Duration> playDuration(Fields fields) throws BadParameter {
        Optional<String> text = fields.text(PLAY_DURATION, Refusal.RENTAL_PLAY_DURATION_INVALID);
        if (text.isPresent() && text.get().isEmpty()) {
            throw BadParameter.of(PLAY_DURATION, Refusal.RENTAL_PLAY_DURATION_MISSING, PLAY_DURATION + " has no value");
        }
        return fields.seconds(PLAY_DURATION, Refusal.RENTAL_PLAY_DURATION_INVALID)
                .filter(Duration::isPositive);
    }

    /// What holds for one key. What the request does not say is taken from the track rule of a packager's key.
    private static KeyRules key(TokenDraft draft, int index) throws BadParameter {
        Fields fields = draft.fields();
        KeyNames names = draft.names.get(index);
        Optional<PlayReadyRule> rule = KeyFields.rule(draft, index).map(TrackRule::playReady);
        var outputs = new OutputLevels(
                level(fields, names.of(fields, LEVELS.get(0)), rule.map(PlayReadyRule::analogVideo)),
                level(fields, names.of(fields, LEVELS.get(1)), rule.map(PlayReadyRule::compressedDigitalAudio)),
                level(fields, names.of(fields, LEVELS.get(2)), rule.map(PlayReadyRule::compressedDigitalVideo)),
                level(fields, names.of(fields, LEVELS.get(3)), rule.map(PlayReadyRule::uncompressedDigitalAudio)),
                level(fields, names.of(fields, LEVELS.get(4)), rule.map(PlayReadyRule::uncompressedDigitalVideo)));
        int usual = rule.map(PlayReadyRule::minimumLevel).orElse(USUAL_SECURITY_LEVEL);
        int security = securityLevel(fields, names.of(fields, SECURITY_LEVEL), usual);
        Algorithm packaged =
                draft.packaged(index).flatMap(PackagedKey::algorithm).orElse(Algorithm.AES_CTR);
        return new KeyRules(security, algorithm(fields, names.of(fields, ALGORITHM), packaged), outputs);
    }

    private static int level(Fields fields, String name, Optional<Integer> ofTrack) throws BadParameter {
        OptionalInt level = fields.number(name, 0, HIGHEST_LEVEL, Refusal.OUTPUT_CONTROL_RANGE);
        if (level.isPresent()) return level.getAsInt();
        return ofTrack.orElseThrow(() -> BadParameter.of(name, Refusal.OPL_MISSING, name + " was not sent")
                .hint("Send all five output protection levels, 0 to 999."));
    }

    private static int securityLevel(Fields fields, String name, int usual) throws BadParameter {
        OptionalInt level = fields.number(name, 0, Integer.MAX_VALUE, Refusal.OUTPUT_CONTROL_RANGE);
        if (level.isEmpty()) return usual;
        if (KeyRules.SECURITY_LEVELS.contains(level.getAsInt())) return level.getAsInt();
        throw BadParameter.of(name, Refusal.OUTPUT_CONTROL_RANGE, name + " must be 150, 2000 or 3000")
                .hint("Send 150, 2000 or 3000, or leave it out.");
    }

    private static Algorithm algorithm(Fields fields, String name, Algorithm usual) throws BadParameter {
        Optional<String> text = fields.filled(name, Refusal.OUTPUT_CONTROL_RANGE);
        if (text.isEmpty()) return usual;
        return switch (text.get()) {
            case "aesctr" -> Algorithm.AES_CTR;
            case "aescbc" -> Algorithm.AES_CBC;
            default ->
                throw BadParameter.of(name, Refusal.OUTPUT_CONTROL_RANGE, name + " must be aesctr or aescbc")
                        .hint("Send aesctr or aescbc, or leave it out.");
        };
    }

    /// Where pictures may go, and with that all rules together.
    static void outputs(TokenDraft draft) throws BadParameter {
        if (draft.drm() != Drm.PLAYREADY) return;
        var keys = new ArrayList<KeyRules>();
        for (int i = 0; i < draft.names.size(); i++) keys.add(key(draft, i));
        draft.playReady = new PlayReadyRules(
                draft.purchase,
                draft.rentalEnd,
                unknownOutputs(draft.fields()),
                outputControls(draft.fields()),
                draft.device,
                keys);
    }

    private static UnknownOutputs unknownOutputs(Fields fields) throws BadParameter {
        Optional<String> text = fields.filled(UNKNOWN_OUTPUTS, Refusal.UNKNOWN_OUTPUT);
        if (text.isEmpty()) return UnknownOutputs.DISALLOW;
        return Stream.of(UnknownOutputs.values())
                .filter(known -> known.word().equals(text.get()))
                .findFirst()
                .orElseThrow(() -> BadParameter.of(
                        UNKNOWN_OUTPUTS,
                        Refusal.UNKNOWN_OUTPUT,
                        UNKNOWN_OUTPUTS + " is none of Allow, Disallow and SDOnly"));
    }

    private static Optional<Integer> outputControls(Fields fields) throws BadParameter {
        return fields.secret(
                        OUTPUT_CONTROLS, FLAG_BYTES, Refusal.OUTPUT_CONTROL_FLAG_LENGTH, Refusal.OUTPUT_CONTROL_FLAGS)
                .map(flags -> flags.expose(HexFormat.of()::formatHex))
                .map(hex -> Integer.parseUnsignedInt(hex, 16));
    }
}
