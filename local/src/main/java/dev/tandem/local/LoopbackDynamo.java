/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * The main class of DynamoDB Local's process. Its own main class listens on every network interface
 * and asks for no password; this one listens on 127.0.0.1. By reflection, since this module must
 * not be compiled against DynamoDB Local's class path.
 */
final class LoopbackDynamo {
  private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

  private LoopbackDynamo() {}

  /** Takes the arguments of DynamoDB Local. */
  public static void main(String[] args) throws ReflectiveOperationException {
    Method create =
        Class.forName(RUNNER).getMethod("createServerFromCommandLineArgs", String[].class);
    Object proxy = create.invoke(null, (Object) args);
    Field field = proxy.getClass().getDeclaredField("server");
    field.setAccessible(true);
    Object jetty = field.get(proxy);
    Object[] connectors = (Object[]) jetty.getClass().getMethod("getConnectors").invoke(jetty);
    for (Object connector : connectors) {
      connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
    }
    proxy.getClass().getMethod("start").invoke(proxy);
  }
}
