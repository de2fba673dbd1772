/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one server keeps everything in: its data, log, port and password. It belongs to
 * one process at a time.
 */
final class ServerFolder implements AutoCloseable {
  private static final int SECRET_BYTES = 16;

  private final Path path;
  private final FileChannel lock;
  private final ServerLog log;

  private ServerFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
    this.log = new ServerLog(path.resolve("server.log"));
  }

  /** Makes a server that lives in the folder. */
  interface Tenant<S extends LocalServer> {
    S moveIn(ServerFolder folder) throws IOException;
  }

  /** Opens the folder and starts a server in it. */
  static <S extends LocalServer> S start(Path path, Tenant<S> tenant) {
    ServerFolder folder = open(path);
    try {
      S server = tenant.moveIn(folder);
      server.start();
      return server;
    } catch (IOException e) {
      folder.close();
      throw failed(folder.path, e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Makes the folder, takes it over, and ends a server that a killed process left in it. */
  static ServerFolder open(Path path) {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path folder = path.toRealPath(); // as the kernel spells it, to know our processes by it
      ServerFolder opened = new ServerFolder(folder, lock(folder));
      Leftover.end(opened.pidFile(), folder);
      return opened;
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new TandemException(
          LocalCode.IN_USE,
          "Another process has its server in "
              + folder
              + ": stop that process, or use another folder.");
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  static TandemException failed(Path folder, IOException cause) {
    if (Disk.isFull(cause)) {
      return Disk.full(folder, cause);
    }
    return new TandemException(
        LocalCode.FOLDER,
        "The folder "
            + folder
            + " cannot be made or written ("
            + cause
            + "): make it writable, or use another one.",
        cause);
  }

  Path path() {
    return path;
  }

  Path data() {
    return path.resolve("data");
  }

  /** Fills a new data folder. */
  interface Preparation {
    void fill(Path fresh) throws IOException;
  }

  /** Makes the data folder in one step, so that a death half-way leaves none. */
  void prepareData(Preparation preparation) throws IOException {
    if (Files.exists(data())) {
      return;
    }
    Path fresh = path.resolve("data.new");
    Disk.delete(fresh);
    Files.createDirectory(fresh);
    try {
      preparation.fill(fresh);
    } catch (IOException | RuntimeException e) {
      Disk.delete(fresh);
      throw e;
    }
    Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  ServerLog log() {
    return log;
  }

  Path pidFile() {
    return path.resolve("server.pid");
  }

  /** The port of the last time unless another program has taken it since. */
  int port(String name) {
    Path file = path.resolve(name);
    try {
      String kept = Files.exists(file) ? Files.readString(file).strip() : "";
      if (kept.matches("\\d{1,5}") && Ports.isFree(Integer.parseInt(kept))) {
        return Integer.parseInt(kept);
      }
      int port = Ports.free();
      Files.writeString(file, Integer.toString(port));
      return port;
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** Refuses to start on a port that another program took while the server was stopped. */
  void requirePort(String server, int port) {
    if (!lock.isOpen()) {
      throw new IllegalStateException(server + " in " + path + " has been closed");
    }
    if (!Ports.isFreeSoon(port)) {
      throw new TandemException(
          LocalCode.PORT,
          "Another program listens on 127.0.0.1:"
              + port
              + ", the port of "
              + server
              + " in "
              + path
              + ": stop that program, or start Tandem anew to use another port.");
    }
  }

  /** A random password that stays the same for the life of the folder. */
  String password() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** The file that holds the password, for nobody else to read. */
  Path passwordFile() {
    Path file = path.resolve("password");
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        writeSecret(file, HexFormat.of().formatHex(random));
      }
      return file;
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** Writes a file that nobody else can read. */
  static void writeSecret(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw failed(path, e);
    }
  }
}
