package io.stridelake.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees to it that one process at a time uses a folder; a killed process lets go. */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws EnvironmentFault if another process has it, or the folder cannot be written
   */
  static FolderLock take(Path folder) {
    Path file = folder.resolve(DataFolder.LOCK);
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ),
              OwnerFile.ownerOnly());
      if (tryLock(channel) == null) {
        channel.close();
        throw new EnvironmentFault(
            "%s is used by another Stridelake, process %s: end that one or choose another folder with --data"
                .formatted(folder, Files.readString(file).strip()));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)), 0);
      return new FolderLock(channel);
    } catch (IOException e) {
      throw EnvironmentFault.in(e)
          .orElseGet(() -> new EnvironmentFault("the lock " + file + " cannot be taken: " + e, e));
    }
  }

  /** Whether some process uses the folder now. */
  public static boolean isHeld(Path folder) {
    Path file = folder.resolve(DataFolder.LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return tryLock(channel) == null;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
