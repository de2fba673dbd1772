/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import java.util.HashMap;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** A login module that only the class path brings along, as that of a cloud provider would be. */
public final class VaultLogin implements LoginModule {
  /** Where it finds what the file does not say. */
  static final Map<String, String> VAULT = new HashMap<>();

  private final ScramLoginModule scram = new ScramLoginModule();

  @Override
  public void initialize(
      Subject subject,
      CallbackHandler handler,
      Map<String, ?> sharedState,
      Map<String, ?> options) {
    Map<String, Object> all = new HashMap<>(options);
    all.put("password", VAULT.getOrDefault(String.valueOf(options.get("username")), ""));
    scram.initialize(subject, handler, sharedState, all);
  }

  @Override
  public boolean login() throws LoginException {
    return scram.login();
  }

  @Override
  public boolean commit() throws LoginException {
    return scram.commit();
  }

  @Override
  public boolean abort() throws LoginException {
    return scram.abort();
  }

  @Override
  public boolean logout() throws LoginException {
    return scram.logout();
  }
}
