package io.stridelake.system.installation;

import io.stridelake.registry.RegistryServer;
import java.nio.file.Path;

/** The schema registry of an installation: the standalone's, or Apicurio's under its profile. */
record Registry(String url, AutoCloseable server) implements AutoCloseable {
  /** The folder of an unpacked Apicurio; Maven's profile sets it. */
  private static final String APICURIO = "stride.test.apicurio";

  static Registry start(String bootstrap, Path dir) {
    String apicurio = System.getProperty(APICURIO);
    if (apicurio != null) {
      ApicurioProcess process = ApicurioProcess.start(Path.of(apicurio), dir);
      return new Registry(process.url(), process);
    }
    RegistryServer server = RegistryServer.start(bootstrap, 0);
    return new Registry(server.url(), server);
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
