package io.stridelake.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Small files that only their owner may read and that appear complete or not at all. */
final class OwnerFile {
  private OwnerFile() {}

  /**
   * The file's text without blanks around it; it is created from the supplier if it is missing.
   * Several processes may do this at once: the first one's text counts.
   */
  static String readOrCreate(Path file, Supplier<String> text) throws IOException {
    if (!Files.exists(file)) {
      create(file, text.get());
    }
    return Files.readString(file).strip();
  }

  private static void create(Path file, String text) throws IOException {
    Path draft =
        Files.createTempFile(file.toAbsolutePath().getParent(), ".draft", ".tmp", ownerOnly());
    try {
      Files.writeString(draft, text + "\n");
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      // Unlike a move, a link never replaces what another process made in the meantime.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** For a new file that nobody else may read or write. */
  static FileAttribute<?>[] ownerOnly() {
    return permissions("rw-------");
  }

  /** For a new folder that nobody else may look into. */
  static FileAttribute<?>[] ownerOnlyFolder() {
    return permissions("rwx------");
  }

  private static FileAttribute<?>[] permissions(String text) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
