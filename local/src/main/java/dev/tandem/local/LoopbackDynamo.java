/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteJob;
import com.almworks.sqlite4java.SQLiteQueue;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The main class of DynamoDB Local's process. Its own one listens on every network interface and
 * asks for no password; this one listens on 127.0.0.1. By reflection, since this module must not
 * come near DynamoDB Local's class path, and since what it changes is private.
 */
final class LoopbackDynamo {
  private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

  /** Of 1 KiB. */
  private static final int PAGES_PER_CHECKPOINT = 16_384;

  private static final int CACHE_KIBIBYTES = 64 << 10;

  private LoopbackDynamo() {}

  /** Takes the arguments of DynamoDB Local, of which {@code -sharedDb} must be one. */
  public static void main(String[] args) throws Exception {
    Method create =
        Class.forName(RUNNER).getMethod("createServerFromCommandLineArgs", String[].class);
    Object proxy = call(create, null, (Object) args);
    listenOnLoopback(field(proxy, "server"));
    commitQuickly(field(field(proxy, "serverHandler"), "primaryHandler"));
    call(proxy.getClass().getMethod("start"), proxy);
  }

  private static void listenOnLoopback(Object jetty) throws Exception {
    Object[] connectors = (Object[]) call(jetty.getClass().getMethod("getConnectors"), jetty);
    for (Object connector : connectors) {
      call(connector.getClass().getMethod("setHost", String.class), connector, "127.0.0.1");
    }
  }

  /** Opens the one database now, to have it wait for no disk later. */
  private static void commitQuickly(Object requests) throws Exception {
    Method open = requests.getClass().getDeclaredMethod("getHandler", String.class);
    open.setAccessible(true);
    Object access = field(call(open, requests, "any"), "dbAccess");
    ((SQLiteQueue) field(access, "queue")).execute(new Tuning()).get();
  }

  /**
   * A commit then survives the death of the process, though not a power cut; it is appended to a
   * log instead of making and deleting a file, by the only process that ever opens the database.
   */
  private static final class Tuning extends SQLiteJob<Void> {
    @Override
    protected Void job(SQLiteConnection connection) throws SQLiteException {
      connection.exec("PRAGMA synchronous = OFF");
      connection.exec("PRAGMA locking_mode = EXCLUSIVE");
      connection.exec("PRAGMA journal_mode = WAL");
      connection.exec("PRAGMA wal_autocheckpoint = " + PAGES_PER_CHECKPOINT);
      connection.exec(
          "PRAGMA temp_store = MEMORY"); // a transaction's savepoints are files otherwise
      connection.exec("PRAGMA cache_size = -" + CACHE_KIBIBYTES);
      return null;
    }
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    Class<?> type = owner.getClass();
    while (type != null) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(owner);
        }
      }
      type = type.getSuperclass();
    }
    throw new NoSuchFieldException(owner.getClass() + " has no " + name);
  }

  private static Object call(Method method, @Nullable Object target, Object... arguments)
      throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
