package io.stridelake.system.browser;

/**
 * One spec and what came of it.
 *
 * @param status {@code passed}, {@code failed}, or another word when it was not run
 * @param failure empty when it passed
 */
record Spec(String name, String status, String failure) {
  void verdict() {
    if (!status.equals("passed")) {
      throw new AssertionError("“" + name + "” " + status + "\n" + failure);
    }
  }
}
