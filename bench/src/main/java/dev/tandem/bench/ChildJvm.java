/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts contenders in JVMs of their own. */
final class ChildJvm {
  private ChildJvm() {}

  /**
   * What to start.
   *
   * @param name what its process is called in the report
   * @param options of the JVM
   * @param classPath without this benchmark's own classes
   * @param main the class to start
   */
  record Launch(
      String name,
      List<String> options,
      List<String> classPath,
      String main,
      List<String> arguments) {

    /** Copies the lists. */
    Launch {
      options = List.copyOf(options);
      classPath = List.copyOf(classPath);
      arguments = List.copyOf(arguments);
    }

    /** A class of this benchmark, on the class path of this JVM. */
    static Launch own(String name, List<String> options, Class<?> main, List<String> arguments) {
      List<String> classPath =
          List.of(System.getProperty("java.class.path").split(File.pathSeparator));
      return new Launch(name, options, classPath, main.getName(), arguments);
    }

    /**
     * A part of the product, with the collector and the generations that its launcher chooses.
     *
     * @param heap as {@code -Xmx} takes it
     */
    static Launch product(String heap, Class<?> main, List<String> arguments) {
      return own(
          "client", List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:NewRatio=1"), main, arguments);
    }

    private List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Duser.timezone=UTC", "-XX:+ExitOnOutOfMemoryError"));
      command.add("-D" + Main.LOGGING + "=" + System.getProperty(Main.LOGGING, ""));
      command.addAll(options); // they win
      List<String> path = new ArrayList<>(classPath);
      path.add(ownClasses());
      command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
      command.addAll(List.of(Leashed.class.getName(), main));
      command.addAll(arguments);
      return command;
    }

    private static String ownClasses() {
      try {
        return Path.of(Leashed.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Starts it; what it says is written to {@code NAME.log} in a folder, over what was there. */
  static ChildProcess start(Launch launch, Path folder) throws IOException {
    return ChildProcess.start(launch.name(), new ProcessBuilder(launch.command()), folder);
  }
}
