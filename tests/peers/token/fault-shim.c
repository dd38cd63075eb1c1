/*
 * A PKCS#11 module over another one (FAULT_SHIM_MODULE) that misbehaves as the files of a folder (FAULT_SHIM_DIR) say.
 * It exports C_GetFunctionList alone, as the standard allows.
 *
 *   tries            a number: PIN tries left. A wrong PIN takes one, a right one resets it to 3; 0 is a locked token.
 *   removed          the token is out: an empty slot list, CKR_DEVICE_REMOVED elsewhere
 *   remove-after     a number: that many signatures, then `removed` appears by itself
 *   sign-delay-ms    a number: each signature takes so long
 *   crash            `sign`, `login` or `slots`: SIGSEGV there
 *   hang             `sign`, `login` or `slots`: never returns
 *   logged-in        C_Login says CKR_USER_ALREADY_LOGGED_IN, whatever the PIN
 *   sticky           C_Finalize says CKR_FUNCTION_FAILED
 *   noisy            prints on standard output, and the PIN on standard error
 *   odd-removal      with `removed`: signing says CKR_GENERAL_ERROR instead of CKR_DEVICE_REMOVED
 *
 * Each call of C_Login, C_Logout, C_Sign, C_Finalize is a line of the file `calls`, with its return value in hexadecimal.
 */
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static CK_FUNCTION_LIST list;
static CK_FUNCTION_LIST *real;

static const char *path_of(const char *name) {
  static char path[4096];
  snprintf(path, sizeof path, "%s/%s", getenv("FAULT_SHIM_DIR"), name);
  return path;
}

static int present(const char *name) { return access(path_of(name), F_OK) == 0; }

static int text_is(const char *name, const char *wanted) {
  char text[32] = "";
  FILE *file = fopen(path_of(name), "r");
  if (!file) return 0;
  if (!fgets(text, sizeof text, file)) text[0] = 0;
  fclose(file);
  text[strcspn(text, "\n")] = 0;
  return strcmp(text, wanted) == 0;
}

static int number(const char *name, int otherwise) {
  int value = otherwise;
  FILE *file = fopen(path_of(name), "r");
  if (!file) return otherwise;
  if (fscanf(file, "%d", &value) != 1) value = otherwise;
  fclose(file);
  return value;
}

static void put_number(const char *name, int value) {
  FILE *file = fopen(path_of(name), "w");
  if (!file) abort();
  fprintf(file, "%d\n", value);
  fclose(file);
}

static CK_RV called(const char *what, CK_RV rv) {
  FILE *file = fopen(path_of("calls"), "a");
  if (!file) abort();
  fprintf(file, "%s %lx\n", what, rv);
  fclose(file);
  return rv;
}

static void misbehave(const char *where) {
  if (text_is("crash", where)) raise(SIGSEGV);
  while (text_is("hang", where)) sleep(3600);
}

static CK_RV get_slot_list(CK_BBOOL with_token, CK_SLOT_ID *slots, CK_ULONG *count) {
  misbehave("slots");
  if (!present("removed")) return real->C_GetSlotList(with_token, slots, count);
  *count = 0;
  return CKR_OK;
}

static CK_RV get_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO *info) {
  if (present("removed")) return CKR_DEVICE_REMOVED;
  CK_RV rv = real->C_GetTokenInfo(slot, info);
  if (rv != CKR_OK || !present("tries")) return rv;
  int tries = number("tries", 3);
  info->flags &= ~(CK_FLAGS)(CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED);
  if (tries < 3) info->flags |= CKF_USER_PIN_COUNT_LOW;
  if (tries == 1) info->flags |= CKF_USER_PIN_FINAL_TRY;
  if (tries < 1) info->flags |= CKF_USER_PIN_LOCKED;
  return CKR_OK;
}

static CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *session) {
  if (present("removed")) return CKR_DEVICE_REMOVED;
  return real->C_OpenSession(slot, flags, application, notify, session);
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG length) {
  misbehave("login");
  if (present("noisy")) {
    printf("C_Login\n");
    fflush(stdout);
    fprintf(stderr, "PIN %.*s\n", (int)length, (char *)pin);
  }
  if (present("removed")) return called("C_Login", CKR_DEVICE_REMOVED);
  if (present("logged-in")) return called("C_Login", CKR_USER_ALREADY_LOGGED_IN);
  if (!present("tries")) return called("C_Login", real->C_Login(session, user, pin, length));
  int tries = number("tries", 3);
  if (tries < 1) return called("C_Login", CKR_PIN_LOCKED);
  CK_RV rv = real->C_Login(session, user, pin, length);
  if (rv == CKR_PIN_INCORRECT) put_number("tries", tries - 1);
  if (rv == CKR_OK) put_number("tries", 3);
  return called("C_Login", rv);
}

static CK_RV logout(CK_SESSION_HANDLE session) {
  if (present("removed")) return called("C_Logout", CKR_DEVICE_REMOVED);
  return called("C_Logout", real->C_Logout(session));
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG length, CK_BYTE *out, CK_ULONG *out_length) {
  misbehave("sign");
  usleep(1000u * (unsigned)number("sign-delay-ms", 0));
  int left = number("remove-after", -1);
  if (left == 0) put_number("removed", 1);
  if (left > 0) put_number("remove-after", left - 1);
  if (present("removed")) return called("C_Sign", present("odd-removal") ? CKR_GENERAL_ERROR : CKR_DEVICE_REMOVED);
  return called("C_Sign", real->C_Sign(session, data, length, out, out_length));
}

static CK_RV finalize(void *reserved) {
  if (present("sticky")) return called("C_Finalize", CKR_FUNCTION_FAILED);
  return called("C_Finalize", real->C_Finalize(reserved));
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **out) {
  if (!real) {
    void *module = dlopen(getenv("FAULT_SHIM_MODULE"), RTLD_NOW | RTLD_LOCAL);
    CK_C_GetFunctionList get = module ? (CK_C_GetFunctionList)dlsym(module, "C_GetFunctionList") : NULL;
    if (!get || get(&real) != CKR_OK) return CKR_GENERAL_ERROR;
    list = *real;
    list.C_GetFunctionList = C_GetFunctionList;
    list.C_GetSlotList = get_slot_list;
    list.C_GetTokenInfo = get_token_info;
    list.C_OpenSession = open_session;
    list.C_Login = login;
    list.C_Logout = logout;
    list.C_Sign = sign;
    list.C_Finalize = finalize;
  }
  *out = &list;
  return CKR_OK;
}
