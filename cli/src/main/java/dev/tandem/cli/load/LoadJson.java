/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A load test's result for programs. */
public final class LoadJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LoadJson() {}

  /** What counts, in one line. */
  public static String line(LoadResult result) {
    return summary(result).toString();
  }

  /** The same with every sample, as a file. */
  static String file(LoadResult result) {
    ObjectNode json = summary(result);
    ArrayNode samples = json.putArray("samples");
    result.samples().forEach(sample -> add(samples.addObject(), sample, result));
    return json.toPrettyString() + "\n";
  }

  private static ObjectNode summary(LoadResult result) {
    ObjectNode json = JSON.createObjectNode();
    LoadOptions options = result.options();
    json.put("pipeline", result.pipeline());
    json.put("source", result.source());
    json.put("started", result.started().toString());
    json.put("mix", options.mix().title());
    json.put("rate", options.rate());
    json.put("seconds", options.duration().toMillis() / 1e3);
    json.put("warmUpSeconds", options.warmUp().toMillis() / 1e3);
    json.put("seed", options.seed());
    json.put("committed", result.changes());
    json.put("reads", result.reads());
    number(json, "donePerSecond", result.donePerSecond());
    json.put("rateMet", result.isTaken());
    json.put("dropped", result.dropped());
    add(json.putObject("commit"), result.commits());
    if (result.readDelays().count() > 0) {
      add(json.putObject("read"), result.readDelays());
    }
    ObjectNode targets = json.putObject("targets");
    for (LoadResult.TargetResult target : result.targets()) {
      ObjectNode of = targets.putObject(target.name());
      add(of, target.delays());
      of.put("lost", target.lost());
      ArrayNode entities = of.putArray("entities");
      target.entities().forEach(entities::add);
    }
    ArrayNode leftOut = json.putArray("leftOut");
    result.leftOut().forEach(leftOut::add);
    ArrayNode missed = json.putArray("missed");
    result.missed().forEach(missed::add);
    if (options.objective().goals().isEmpty()) {
      json.putNull("sloMet");
    } else {
      json.put("sloMet", result.missed().isEmpty() && result.lost() == 0);
    }
    json.put("lost", result.lost());
    return json;
  }

  private static void add(ObjectNode json, Delays delays) {
    json.put("samples", delays.count());
    number(json, "p50Ms", delays.millis(50));
    number(json, "p99Ms", delays.millis(99));
    number(json, "p999Ms", delays.millis(99.9));
    number(json, "maxMs", delays.millis(100));
  }

  private static void add(ObjectNode json, Sample sample, LoadResult result) {
    number(json, "second", sample.second());
    number(json, "duePerSecond", sample.duePerSecond());
    number(json, "donePerSecond", sample.donePerSecond());
    json.put("waiting", sample.waiting());
    number(json, "commitP50Ms", sample.commit().p50Ms());
    number(json, "commitP99Ms", sample.commit().p99Ms());
    number(json, "cpuPercent", sample.cpuPercent());
    number(json, "memoryMb", sample.memoryMb());
    ObjectNode targets = json.putObject("targets");
    for (LoadResult.TargetResult target : result.targets()) {
      Sample.Seen seen = sample.at(target.name());
      ObjectNode of = targets.putObject(target.name());
      number(of, "p50Ms", seen.p50Ms());
      number(of, "p99Ms", seen.p99Ms());
      number(of, "oldestMs", seen.oldestMs());
    }
  }

  /** With one digit after the point; null for what is not a number. */
  private static void number(ObjectNode json, String name, double value) {
    if (Double.isNaN(value)) {
      json.putNull(name);
    } else {
      json.put(name, Math.round(value * 10) / 10.0);
    }
  }
}
