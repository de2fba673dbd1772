/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder for state that no other process uses: the first that is free, so that a process that is
 * started again finds the state that it had, and a second one on the same machine has its own.
 */
final class StateFolder implements AutoCloseable {
  private static final String LOCK = ".in-use";

  private final Path path;
  private final FileChannel channel;

  private StateFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes one, and makes it when it is not there.
   *
   * @param name of the folders, before their number
   * @throws TandemException when it cannot be written
   */
  static StateFolder in(Path parent, String name) {
    try {
      for (int number = 1; ; number++) {
        Path folder = Files.createDirectories(parent.resolve(name + '-' + number));
        FileChannel channel =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isFree(channel)) {
          return new StateFolder(folder, channel);
        }
        channel.close();
      }
    } catch (IOException e) {
      throw new TandemException(
          WiringCode.STATE, parent + " cannot be written. " + WiringCode.STATE.remedy(), e);
    }
  }

  /** The lock is the channel's, and goes with it. */
  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another one of this process
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
