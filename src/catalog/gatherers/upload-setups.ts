import uploadSetups from '../evidence/upload-setups.ts';
import {
  call,
  defineSetUpGatherer,
  go,
  java,
  javascript,
  php,
  python,
  ruby,
  setting,
  type SetUpSearch,
} from '../source/gather-set-ups.ts';
import { importedFrom, registers, someArgument } from '../source/reads.ts';

const limits = 'limits limits.fileSize limits.files fileFilter maxFileSize maxFiles filter abortOnLimit';

export const search: SetUpSearch = {
  mentions:
    /multer|multipart|formidable|busboy|fileupload|FileInterceptor|UploadFile|request\.files|MAX_CONTENT_LENGTH|_UPLOAD_MAX|FormFile|ParseMultipartForm|MaxBytesReader|MultipartFile|has_(one|many)_attached|mount_uploader|getClientOriginal|->file\(|->store\(|mimes:/,
  rules: [
    call(javascript, 'multer', 'take files', /^[\w$]+$/, {
      where: /['"](multer|express-fileupload|formidable|busboy)['"]/,
      keep: limits,
      read: importedFrom(/^(multer|express-fileupload|formidable|busboy)$/),
    }),
    call(javascript, '@fastify/multipart', 'take files', /\.register$/, {
      keep: limits,
      read: registers(/fastify(\/|-)multipart$/),
    }),
    call(javascript, 'NestJS', 'take files', /^Files?(Fields)?Interceptor$/, { keep: limits }),
    call(python, 'FastAPI', 'take files', /^File$/, { where: /UploadFile/ }),
    setting(
      python,
      'settings',
      'limit',
      /(^|["'.[])(MAX_CONTENT_LENGTH|DATA_UPLOAD_MAX_MEMORY_SIZE|FILE_UPLOAD_MAX_MEMORY_SIZE)["'\]]*$/,
    ),
    call(go, 'net/http', 'take files', /\.(FormFile|MultipartForm|ParseMultipartForm|MultipartReader)$/),
    call(go, 'net/http', 'limit', /^http\.MaxBytesReader$|\.BodyLimit$/),
    call(java, 'Spring', 'take files', /^@RequestPart$|^@RequestParam$/, { where: /MultipartFile/ }),
    call(
      ruby,
      'Active Storage',
      'take files',
      /^(has_one_attached|has_many_attached|mount_uploader|mount_uploaders)$/,
    ),
    call(php, 'Laravel', 'take files', /->(file|storeAs|store|putFile)$/, { where: /[Rr]equest/ }),
    call(php, 'Laravel', 'limit', /(->validate|Validator::make|->rules)$/, {
      read: someArgument(/mimes:|mimetypes:|\bfile\b.*max:|image\|/),
    }),
  ],
  springProperties: [{ does: 'limit', name: /^spring\.servlet\.multipart\.max-(file|request)-size$/ }],
};

export default defineSetUpGatherer(uploadSetups, search);
