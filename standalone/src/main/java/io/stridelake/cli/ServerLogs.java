package io.stridelake.cli;

import java.nio.file.Path;

/** Turns logging on; must come before any class that logs is loaded. */
final class ServerLogs {
  private ServerLogs() {}

  static void toFolder(Path folder) {
    System.setProperty("stride.logs", folder.toAbsolutePath().toString());
    System.setProperty("logback.configurationFile", "logback-standalone.xml");
  }

  static void toConsole() {
    System.setProperty("logback.configurationFile", "logback-service.xml");
  }
}
