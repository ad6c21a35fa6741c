import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import org.assent.core.AppException;
import org.assent.core.AssentApp;
import org.assent.core.AssentKt;
import org.assent.core.Assurance;
import org.assent.core.HardwareKeys;
import org.assent.core.KeyPurpose;
import org.assent.core.OnDuplicate;
import org.assent.core.UserVerification;

/** What shrinking may break: the bindings find the library, call it, are called back by it, and hear of an end. */
class Start {
    private static final String ADDRESS = "otpauth://totp/Forge:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Forge";

    public static void main(String[] arguments) throws Exception {
        AssentKt.uniffiEnsureInitialized();
        var keys = new Keys();
        var app = new AssentApp(arguments[0], keys, null, null);
        var created = new Awaited();
        if (app.create(null, created) == IntrinsicsKt.getCOROUTINE_SUSPENDED()) created.done.get(30, TimeUnit.SECONDS);
        if (!keys.wrapped) throw new AssertionError("the library did not call back");
        app.addOtpauth(ADDRESS, OnDuplicate.REFUSE);
        var account = app.accounts().get(0);
        if (!account.getIssuer().equals("Forge") || account.getCode().getCode().length() != 6) throw new AssertionError(account);
        try {
            app.addOtpauth("otpauth://nothing", OnDuplicate.REFUSE);
            throw new AssertionError("took what is no address");
        } catch (Exception expected) {
            if (!(expected instanceof AppException)) throw expected;
            System.out.println("shrunk: calls, calls back, awaits, and tells errors: " + expected.getClass().getSimpleName());
        }
        System.exit(0);
    }

    private static final class Awaited implements Continuation<Object> {
        final CompletableFuture<Object> done = new CompletableFuture<>();

        @Override public CoroutineContext getContext() { return EmptyCoroutineContext.INSTANCE; }

        @Override public void resumeWith(Object result) { done.complete(result); }
    }

    private static final class Keys implements HardwareKeys {
        volatile boolean wrapped;

        @Override public byte[] make(String account, KeyPurpose purpose, byte[] challenge) { throw new UnsupportedOperationException(); }
        @Override public byte[] sign(String account, KeyPurpose purpose, byte[] message) { throw new UnsupportedOperationException(); }
        @Override public boolean isThere(String account, KeyPurpose purpose) { return false; }
        @Override public void delete(String account, KeyPurpose purpose) { }
        @Override public byte[] wrapVaultKey(byte[] vaultKey) { wrapped = true; return vaultKey.clone(); }
        @Override public byte[] unwrapVaultKey(byte[] wrapped) { return wrapped; }
        @Override public java.util.List<byte[]> attestation(String account) { return java.util.List.of(); }
        @Override public Assurance assurance(String account) { return Assurance.SOFTWARE; }
        @Override public UserVerification userVerification(String account) { return UserVerification.PRESENCE; }
    }
}
