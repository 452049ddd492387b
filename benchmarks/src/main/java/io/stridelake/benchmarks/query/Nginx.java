package io.stridelake.benchmarks.query;

import io.stridelake.benchmarks.installation.FreePort;
import io.stridelake.benchmarks.installation.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx with one file. */
final class Nginx implements AutoCloseable {
  /** The file's name. */
  static final String FILE = "page.json";

  private final Program program;
  private final int port;

  private Nginx(Program program, int port) {
    this.program = program;
    this.port = port;
  }

  static Nginx start(Path folder, byte[] file) throws IOException {
    int port = FreePort.any();
    Path files = Files.createDirectories(folder.resolve("files"));
    Files.write(files.resolve(FILE), file);
    Path settings = Files.writeString(folder.resolve("nginx.conf"), settings(folder, port));
    Program program =
        Program.start(
            "nginx",
            folder,
            List.of(
                "nginx",
                "-p",
                folder.toString(),
                "-e",
                folder.resolve("errors.log").toString(),
                "-c",
                settings.toString()),
            Map.of());
    return new Nginx(program, port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    program.close();
  }

  private static String settings(Path folder, int port) {
    // Workers of an nginx that root starts would be another user's, who may not read the folder.
    String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
    return user
        + """
        daemon off;
        pid %1$s/nginx.pid;
        worker_processes auto;
        events { worker_connections 512; }
        http {
          access_log off;
          default_type application/json;
          sendfile on;
          tcp_nopush on;
          keepalive_requests 1000000000;
          open_file_cache max=10;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d;
            root %1$s/files;
          }
        }
        """
            .formatted(folder, port);
  }
}
