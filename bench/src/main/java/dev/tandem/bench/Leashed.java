/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs the {@code main} of another class, and ends at once when its standard input does: with the
 * JVM that started it, in whatever way that ends. Needs no class but itself, so that a peer keeps
 * its own class path.
 */
public final class Leashed {
  private Leashed() {}

  /** The class, and then its arguments. */
  public static void main(String[] args) throws Throwable {
    Thread leash = new Thread(Leashed::awaitEnd, "leash");
    leash.setDaemon(true);
    leash.start();
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void awaitEnd() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("the standard input broke: " + e);
    }
    Runtime.getRuntime().halt(0);
  }
}
