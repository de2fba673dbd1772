/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a server writes, start after start. */
final class ServerLog {
  private static final int LINES = 15;
  private static final long TAIL = 64 * 1024;
  private static final long LIMIT = 1024 * 1024;

  private final Path file;
  private long begin;

  ServerLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Begins the part that {@link #tail()} tells; drops most of a long log. */
  void begin() throws IOException {
    begin = 0;
    if (Files.exists(file) && Files.size(file) > LIMIT) {
      Files.write(file, lastBytes());
    }
    begin = Files.exists(file) ? Files.size(file) : 0;
  }

  /** The last lines since it was last begun. */
  String tail() {
    try {
      List<String> lines = new String(lastBytes(), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "(the log cannot be read: " + e + ")";
    }
  }

  private byte[] lastBytes() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(Math.max(begin, channel.size() - TAIL));
      return Channels.newInputStream(channel).readAllBytes();
    }
  }
}
