package io.stridelake.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Files named on the command line. */
final class InputFile {
  private InputFile() {}

  /** The bytes; a file that cannot be read is a mistake of usage. */
  static byte[] read(Path file, CommandLine command) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ParameterException(command, "file " + file + " cannot be read", e);
    }
  }
}
