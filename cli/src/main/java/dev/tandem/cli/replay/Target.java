/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.target.TargetWriter;
import java.util.Locale;

/** Where rows can be written once more. */
public enum Target {
  /** PostgreSQL. */
  POSTGRES {
    @Override
    TargetWriter writer(Pipeline pipeline) {
      return pipeline.postgresReplayer();
    }
  },
  /** DynamoDB. */
  DYNAMO {
    @Override
    TargetWriter writer(Pipeline pipeline) {
      return pipeline.dynamoReplayer();
    }
  };

  /** A writer beside the sink; to be closed. */
  abstract TargetWriter writer(Pipeline pipeline);

  /** The sink that writes there, as dead letters name it. */
  String sink() {
    return "sink-" + this;
  }

  /** As in tandem.yaml. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
