/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.entity.EntityName;
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

    @Override
    Shadow shadow(Pipeline pipeline, EntityName entity, String name) {
      return new ShadowInPostgres(
          pipeline.postgresShadow(entity, name),
          pipeline.names().sinkGroup(toString()),
          pipeline.names().entity(entity));
    }
  },
  /** DynamoDB. */
  DYNAMO {
    @Override
    TargetWriter writer(Pipeline pipeline) {
      return pipeline.dynamoReplayer();
    }

    @Override
    Shadow shadow(Pipeline pipeline, EntityName entity, String name) {
      return new ShadowInDynamo(pipeline, entity, pipeline.dynamo().orElseThrow().shadow(entity));
    }
  };

  /** A writer beside the sink; to be closed. */
  abstract TargetWriter writer(Pipeline pipeline);

  /**
   * A table beside that of an entity.
   *
   * @param name of the replay that fills it
   */
  abstract Shadow shadow(Pipeline pipeline, EntityName entity, String name);

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
