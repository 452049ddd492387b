package io.stridelake.simulator.control;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.NoSuchElementException;

/** Says why a control call cannot be fulfilled. */
final class RefusedWish {
  private RefusedWish() {}

  /** The broken rule. */
  @Serdeable
  record Reason(String message) {}

  @Singleton
  @Produces
  static final class Contradiction
      implements ExceptionHandler<IllegalArgumentException, HttpResponse<Reason>> {
    @Override
    public HttpResponse<Reason> handle(HttpRequest request, IllegalArgumentException broken) {
      return answer(HttpStatus.BAD_REQUEST, broken);
    }
  }

  @Singleton
  @Produces
  static final class Unknown
      implements ExceptionHandler<NoSuchElementException, HttpResponse<Reason>> {
    @Override
    public HttpResponse<Reason> handle(HttpRequest request, NoSuchElementException broken) {
      return answer(HttpStatus.NOT_FOUND, broken);
    }
  }

  private static HttpResponse<Reason> answer(HttpStatus status, Exception broken) {
    return HttpResponse.<Reason>status(status)
        .body(new Reason(String.valueOf(broken.getMessage())));
  }
}
