package io.stridelake.streams.generation;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.stridelake.generation.ControlLog;

/** Tells other instances which commands of the control log this one would stop at. */
@Controller("/internal/v1/log-format")
final class LogFormatController {

  @Get
  LogFormatGate.LogFormat format() {
    return new LogFormatGate.LogFormat(ControlLog.FORMAT);
  }
}
