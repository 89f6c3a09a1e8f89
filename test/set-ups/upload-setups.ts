import type { Sample } from '../set-ups.test.ts';

const samples: readonly Sample[] = [
  [
    'a.ts',
    "import multer from 'multer';\nconst up = multer({ limits: { fileSize: 5 * 1024 } });",
    ['multer take files limits=<code> limits.fileSize=5120'],
  ],
  [
    'a.ts',
    "import multipart from '@fastify/multipart';\napp.register(multipart, { limits: { fileSize: 9 } });",
    ['@fastify/multipart take files limits=<code> limits.fileSize=9'],
  ],
  [
    'a.ts',
    "class A { @UseInterceptors(FileInterceptor('file', { limits: { fileSize: 1 } })) f() {} }",
    ['NestJS take files limits=<code> limits.fileSize=1'],
  ],
  [
    'a.py',
    'def f(file: UploadFile = File(...)): ...\nMAX_CONTENT_LENGTH = 16 * 1024',
    ['FastAPI take files', 'settings limit setting=MAX_CONTENT_LENGTH value=16384'],
  ],
  [
    'a.go',
    'package a\nfunc f() { r.Body = http.MaxBytesReader(w, r.Body, 10); r.FormFile("f") }',
    ['net/http limit', 'net/http take files'],
  ],
  ['A.java', 'class A { void f(@RequestParam("file") MultipartFile file) {} }', ['Spring take files']],
  ['a.rb', 'class A\n  has_one_attached :photo\nend', ['Active Storage take files']],
  [
    'a.php',
    "<?php $request->file('photo')->store('x'); $request->validate(['photo' => 'file|max:10']);",
    ['Laravel take files', 'Laravel take files', 'Laravel limit'],
  ],
];

export default samples;
