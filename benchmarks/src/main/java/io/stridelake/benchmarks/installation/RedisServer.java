package io.stridelake.benchmarks.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Redis server of its own, which writes nothing to disk. */
public final class RedisServer {
  private static final String PROGRAM = "redis-server";

  private RedisServer() {}

  /** Whether it can be started here. */
  public static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
  }

  /** Starts one and waits until it can be asked. */
  public static Program start(Path folder, int port) throws IOException, InterruptedException {
    Program server =
        Program.start(
            "redis",
            folder,
            List.of(
                PROGRAM,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()),
            Map.of());
    FreePort.awaitListener(port);
    return server;
  }
}
