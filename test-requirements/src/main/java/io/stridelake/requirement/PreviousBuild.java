package io.stridelake.requirement;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The jars of an earlier commit, with which an upgrade begins. {@code -Dstride.previous} names the
 * commit, otherwise the file {@code previous-build} beside this class does. They are built once,
 * into {@code target/previous}; the build needs git, Maven and npm.
 */
public final class PreviousBuild {
  private static final String PROPERTY = "stride.previous";
  private static final String SOAK = "stride.soak";
  private static final List<String> GOALS =
      List.of(
          "-q",
          "-B",
          "-pl",
          "standalone",
          "-am",
          "-DskipTests",
          "-Dmaven.test.skip=true",
          "-Dspotless.apply.skip=true",
          "-Dspotless.check.skip=true",
          "package");

  private final String commit;
  private final Path jars;

  private PreviousBuild(String commit, Path jars) {
    this.commit = commit;
    this.jars = jars;
  }

  /**
   * The build, made when it is not there yet, which takes minutes.
   *
   * @throws TestAbortedException if this is no soak ({@code -Dstride.soak=true}), or the history
   *     does not have the commit
   * @throws IllegalStateException if it cannot be built; the message names the log
   */
  public static PreviousBuild require() {
    if (!Boolean.getBoolean(SOAK)) {
      throw new TestAbortedException("SKIPPED: upgrades are tried in soaks, ./stride test --soak");
    }
    Path root = root();
    String named = System.getProperty(PROPERTY, fromFile());
    String commit = git(root, "rev-parse", "--verify", "--quiet", named + "^{commit}");
    if (commit.isEmpty()) {
      throw new TestAbortedException("SKIPPED: the history has no commit " + named);
    }
    Path folder = root.resolve("target/previous").resolve(commit);
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Path jars = folder.resolve("lib");
        if (lock.isValid() && !Files.isDirectory(jars)) {
          build(root, commit, folder, jars);
        }
        return new PreviousBuild(commit, jars);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its full id. */
  public String commit() {
    return commit;
  }

  /** All of its jars, and those that it needs. */
  public String classPath() {
    return jars + "/*";
  }

  private static void build(Path root, String commit, Path folder, Path jars) throws IOException {
    System.out.println("Building " + commit + " for upgrades, log: " + folder.resolve("build.log"));
    Path source = Files.createDirectories(folder.resolve("source"));
    run(root, folder, "sh", "-c", "git archive " + commit + " | tar -x -C '" + source + "'");
    List<String> maven = new ArrayList<>(List.of("mvn", "-o"));
    maven.addAll(GOALS);
    try {
      run(source, folder, maven.toArray(String[]::new));
    } catch (IllegalStateException e) {
      System.out.println("Not all is there offline, building online");
      maven.remove("-o");
      run(source, folder, maven.toArray(String[]::new));
    }
    Path draft = Files.createDirectories(folder.resolve("draft"));
    Path target = source.resolve("standalone/target");
    try (Stream<Path> libraries = Files.list(target.resolve("lib"));
        Stream<Path> own = Files.list(target)) {
      for (Path jar :
          Stream.concat(libraries, own).filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.copy(jar, draft.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(draft, jars, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void run(Path where, Path folder, String... command) throws IOException {
    File log = folder.resolve("build.log").toFile();
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    if (await(process) != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " failed in " + where + ", see " + log);
    }
  }

  /** What git prints, or nothing if it fails. */
  private static String git(Path root, String... words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return await(process) == 0 ? printed : "";
    } catch (IOException e) {
      throw new UncheckedIOException("git cannot be run", e);
    }
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** The folder with the script, above that of the module. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("stride"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no folder above this has the script 'stride'");
    }
    return folder;
  }

  private static String fromFile() {
    try (InputStream file = PreviousBuild.class.getResourceAsStream("/previous-build")) {
      if (file == null) {
        throw new IllegalStateException("previous-build is not on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
