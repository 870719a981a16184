# Signs what comes on standard input by an Ed25519 key on a PKCS#11 token, as docs/archive.md shows it.
import os
import sys

import pkcs11

token = pkcs11.lib(os.environ['PKCS11_MODULE']).get_token(token_label='counsel')
with token.open(user_pin=os.environ['PKCS11_PIN']) as session:
    key = session.get_key(label='counsel', object_class=pkcs11.ObjectClass.PRIVATE_KEY)
    sys.stdout.buffer.write(key.sign(sys.stdin.buffer.read(), mechanism=pkcs11.Mechanism.EDDSA))
