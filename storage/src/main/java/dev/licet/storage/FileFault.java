package dev.licet.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/// Why a file cannot be used, in words for the operator. The messages of the JDK are often the name of the file alone.
public final class FileFault {
    private FileFault() {}

    /// The cause, and the file where that is another one than `about`.
    ///
    /// @param about the file that the sentence speaks of
    public static String words(Path about, IOException failure) {
        String cause = cause(failure);
        return other(about, failure).map(file -> file + ": " + cause).orElse(cause);
    }

    private static Optional<String> other(Path about, IOException failure) {
        if (!(failure instanceof FileSystemException inSystem)) return Optional.empty();
        return Optional.ofNullable(inSystem.getFile())
                .filter(file -> !Path.of(file).toAbsolutePath().equals(about.toAbsolutePath()));
    }

    private static String cause(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "permission denied for the user " + System.getProperty("user.name");
            case NoSuchFileException missing -> "there is no such file or directory";
            case FileNotFoundException missing -> "there is no such file, or it may not be opened";
            case FileAlreadyExistsException there -> "there is a file of that name already";
            case NotDirectoryException file -> "it is no directory";
            case CharacterCodingException binary -> "it is no UTF-8 text";
            case FileSystemException inSystem when inSystem.getReason() != null -> lower(inSystem.getReason());
            default ->
                Optional.ofNullable(failure.getMessage())
                        .orElse(failure.getClass().getSimpleName());
        };
    }

    private static String lower(String reason) {
        return reason.isEmpty() ? reason : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }

    /// Whether there is such a file. [Files#exists] calls one that it may not look at missing.
    ///
    /// Throws [DatabaseRefused] when that cannot be told.
    public static boolean isThere(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException missing) {
            return false;
        } catch (IOException hidden) {
            throw new DatabaseRefused("cannot look for " + file + ": " + words(file, hidden), hidden);
        }
    }
}
